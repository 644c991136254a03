import { anyOf, phrases } from '../phrases.ts';

const kinds = phrases`
  digital, social, corporate, investment, public, local, early, higher, tech, customer, human, software, web, data
  machine, renewable, solar, wind, film, music, video, game, mental, elder(?:ly)?, child
`;
const trades = phrases`
  marketing, sales, finance, accounting, accountancy, it, tech, technology, software, hr, resources, pr, relations
  support, service, retail, hospitality, healthcare, health care, health, care, education, academia, research
  logistics, construction, insurance, banking, real estate, advertising, publishing, journalism, media, film
  films, tv, television, radio, gaming, games, development, biotech, pharma, agriculture, farming, tourism
  catering, security, cybersecurity, science, learning, ai, engineering, design, architecture, fashion, law
  politics, government, work, childcare, nursing, medicine, psychology, theat(?:er|re), music, aviation, shipping
  manufacturing, production, devops, qa, procurement, management, administration, consulting, fintech, e-?commerce
  animation, vfx, energy, telecoms?, robotics, electronics, aerospace, forestry, conservation, recruiting
  recruitment, the (?:[\p{L}-]+ )?(?:industry|sector|business|trade|field)
`;

/** What people work in that is neither a place nor an employer. */
export const fields = new RegExp(`^(?:${anyOf(kinds)} )*${anyOf(trades)}$`, 'iu');
