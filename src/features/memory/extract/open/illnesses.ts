import { phrases } from '../phrases.ts';

/** What one has for years, by its name. */
export const illnesses = phrases`
  asthma, adhd, add, autism, epilepsy, diabetes, dyslexia, dyspraxia, arthritis, anxiety, endometriosis, endo, insomnia
  tinnitus, crohn'?s(?: disease)?, scoliosis, psoriasis, eczema, lupus, ibs, pcos, ocd, ptsd, coeliac disease
  celiac disease, coeliac, celiac, migraines?, hay fever, narcolepsy, fibromyalgia, ms, vertigo, sciatica, gout
  hemophilia, haemophilia, anemia, anaemia, chronic (?:pain|fatigue|migraines?), sleep apn(?:o?)ea, rosacea
`;
