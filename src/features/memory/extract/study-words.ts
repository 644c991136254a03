import { anyOf, phrases } from './phrases.ts';

const branches = phrases`
  applied, molecular, marine, computational, theoretical, political, social, clinical, computer, data
  environmental, mechanical, electrical, civil, chemical, software, biomedical, aerospace, industrial, graphic
  game, fine, modern, ancient, art, public, international, veterinary, speech, music, film, comparative, english
  german, french, spanish, business, urban, sports?, food, material, materials, neuro, bio, geo
`;
const fields = phrases`
  \p{L}+(?:ology|ography|onomy|onomics|istics|metry|nomics), law, medicine, physics, chemistry, biochemistry
  maths?, mathematics, history, philosophy, literature, engineering, architecture, nursing, dentistry, pharmacy
  economics, politics, sciences?, arts?, design, journalism, theology, classics, education, teaching, psych
  compsci, comp sci, cs, business, administration, management, accounting, finance, marketing, relations, affairs
  health, policy, planning, studies, languages, translation, animation, musicology, therapy, midwifery, forestry
  agriculture
`;

/** Subjects that people study, by name or by the ending of one. */
export const subjects = new RegExp(`^(?:${anyOf(branches)} )*${anyOf(fields)}$`, 'iu');

/** What somebody can drop out of: nobody studies in a queue. */
export const schooling =
  /(?:^|\s)(?:(?:high|law|med(?:ical)?|art|film|grad(?:uate)?|business|nursing|drama|culinary|cooking|music|trade|vet|design|beauty|flight) school|school|college|uni(?:versity)?|academy|conservatory|conservatoire|seminary|(?:my|an?|the) (?:[\p{L}']+ )?(?:degree|course|program(?:me)?|master'?s|bachelor'?s|phd|doctorate|apprenticeship|studies))$|^(?:\p{Lu}[\p{L}'-]* )*(?:University|College|Academy|Institute)|^[A-Z]{3,5}$/u;

/** The name of a university or a school. */
export const university =
  /^(?!(?:an?|my|the same|this|that) )(?:the )?(?:[\p{L}'.-]+ ){1,4}(?:university|uni|college|academy|institute|conservatory|school|high)$|^(?:the )?(?:university|uni|college|institute|academy) (?:of|for) (?:the )?\p{L}[\p{L}' -]{2,40}$|^(?:MIT|ETH|EPFL|UCLA|UCL|NYU|LSE|USC|TU \p{Lu}\p{L}+|KTH|NTNU|Caltech|Oxford|Cambridge|Harvard|Yale|Stanford|Princeton)$/iu;
