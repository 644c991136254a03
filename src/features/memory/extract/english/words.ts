import { phrases } from '../phrases.ts';
import { englishPastimes } from './pastime-words.ts';

/** Closed lists of English words that patterns name in brackets. */
export const englishLists: Readonly<Record<string, string>> = {
  ...englishPastimes,
  pets: phrases`
  dog, puppy, cat, kitten, rabbit, bunny, hamster, guinea pig, parrot, budgie, bird, snake, lizard, gecko, turtle
  tortoise, horse, pony, fish, goldfish, ferret, rat, mouse, chicken, hen, goat, sheep, cow, pig, donkey, hedgehog
  axolotl, tarantula, bearded dragon, frog, corgi, greyhound, labrador, lab, poodle, husky, beagle, pug, dachshund
  terrier, golden retriever, retriever, german shepherd, shepherd, border collie, collie, chihuahua, bulldog
  rottweiler, dalmatian, spaniel, samoyed, shiba, akita, mutt, whippet, tabby, siamese, maine coon, ragdoll
  cockatiel, canary, cockatoo, parakeet, iguana, chinchilla, gerbil, llama, alpaca, duck, goose, crab, pet
`,
  family: phrases`
  mother, mom, mum, father, dad, gf, bf, hubby, sis, bro, parents, grandparents, in-laws, sister, brother, son
  daughter, wife, husband, partner, girlfriend, boyfriend, fiancé, fiancée, fiance, fiancee, cousin, aunt, uncle
  niece, nephew, grandmother, grandma, granny, grandfather, grandpa, grandad, granddad, grandson, granddaughter, twin sister
  twin brother, twin, sibling, stepmother, stepmom, stepfather, stepdad, stepsister, stepbrother, half-brother
  half-sister, mother-in-law, father-in-law, brother-in-law, sister-in-law, son-in-law, daughter-in-law, kid, child, baby, roommate, flatmate
  housemate, best friend, friend, boss, colleague, coworker, co-worker, neighbour, neighbor, ex, spouse, godson
  goddaughter, godmother, godfather, teacher, classmate, bandmate, manager, landlord, mama, papa, gran, nan, nana
  nanna, abuela, abuelo, oma, opa, nonna, nonno, babushka, wifey, ex-husband, ex-wife, ex-boyfriend, ex-girlfriend
  ex-partner, stepson, stepdaughter, great-aunt, great-uncle, great-grandmother, great-grandfather, pen ?pal, mate
  buddy, bestie
`,
  relatives: phrases`
  sisters, brothers, sons, daughters, cousins, nieces, nephews, kids, children, siblings, twins, grandchildren
  roommates, flatmates, housemates, stepsisters, stepbrothers, babies
`,
  animals: phrases`
  dogs, puppies, cats, kittens, rabbits, bunnies, hamsters, guinea pigs, parrots, budgies, birds, snakes, lizards
  geckos, turtles, tortoises, horses, ponies, fish, goldfish, ferrets, rats, mice, chickens, hens, goats, sheep
  cows, pigs, donkeys, hedgehogs, axolotls, tarantulas, frogs, pets
`,
  traits: phrases`
  left[- ]handed, ambidextrous, shy, introverted, extroverted, outgoing, quiet, talkative, stubborn, impatient
  patient, clumsy, lazy, organi[sz]ed, disorgani[sz]ed, messy, tidy, curious, creative, ambitious, sensitive
  anxious, optimistic, pessimistic, sarcastic, forgetful, competitive, perfectionistic, indecisive, punctual
  superstitious, adventurous, cautious, blunt, honest, loyal, generous, jealous, cynical, romantic, sentimental
  nerdy, geeky, artistic, musical, athletic, independent, spontaneous, easygoing, easy-going, laid-back
  hot-headed, short-tempered, absent-minded, socially awkward, hyperactive, moody, emotional, empathetic, reserved
  tone-deaf, colou?r[- ]?blind, left-handed, right-handed, ambidextrous, ticklish, chatty, nosy, bossy, frugal
  stingy, picky, hardworking, hard-working, humble, confident, insecure, paranoid, religious, spiritual, atheist
  agnostic, vain, clingy, early riser
`,
  traitNouns: phrases`
  introvert, extrovert, ambivert, perfectionist, night owl, early bird, morning person, night person
  people person, dog person, cat person, homebody, pessimist, optimist, procrastinator, workaholic, nerd, geek
  bookworm, foodie, control freak, hopeless romantic, light sleeper, heavy sleeper, picky eater, slow reader
  fast reader, dreamer, daydreamer, realist, minimalist, hoarder, overthinker, chatterbox, lefty, coffee addict
  tea drinker, coffee drinker, feminist, gamer, early riser, loner, thrill seeker, adrenaline junkie, history buff
  film buff, movie buff, film nerd, history nerd, sci-fi nerd, sweet tooth, terrible cook, good cook, bad cook
  great cook, good listener, fast learner, slow learner, quick learner
`,
  diets: phrases`
  vegan, vegetarian, pescatarian, flexitarian, lactose[- ]intolerant, gluten[- ]intolerant, gluten[- ]free, kosher
  halal, keto, teetotal, coeliac, celiac, sober
`,
  dietNouns: phrases`
  vegan, vegetarian, pescatarian, flexitarian, coeliac, celiac, teetotaller, teetotaler, meat eater, carnivore
`,
  diet_foods: phrases`
  meat, fish, pork, beef, dairy, gluten, eggs, sugar, seafood, shellfish, nuts, peanuts, animal products, red meat
  chicken, cheese, milk, alcohol, wine, beer, spirits, liquor, whisky, coffee, caffeine, soda, energy drinks
  bread, wheat, carbs, spicy food, junk food, fast food, mushrooms, onions, garlic, tomatoes, lactose, lamb, beef
  veal, bacon, ham, poultry, honey, chocolate, butter, cream, yoghurt, yogurt, shrimp, prawns, oysters, raw fish
  soy, tofu, candy, sweets, desserts, bananas, nightshades
`,
  drinks: phrases`
  water, tap water, sparkling water, tea, green tea, black tea, herbal tea, mint tea, peppermint tea, ginger tea
  rooibos, chamomile, camomile, decaf, coffee, black coffee, espresso, matcha, juice, apple juice, orange juice
  lemonade, soda, coke, cola, diet coke, kombucha, milk, oat milk, soy milk, almond milk, beer, wine, red wine
  white wine, cider, whisky, whiskey, gin, alcohol-free beer, mocktails
`,
  languages: phrases`
  english, german, french, spanish, italian, portuguese, dutch, norwegian, swedish, danish, finnish, icelandic
  polish, czech, slovak, hungarian, romanian, bulgarian, serbian, croatian, bosnian, slovenian, greek, turkish
  russian, ukrainian, belarusian, lithuanian, latvian, estonian, twi, somali, xhosa, pashto, kurdish, kannada
  malayalam, sinhala, burmese, khmer, lao, tibetan, azeri, kazakh, uzbek, luxembourgish, breton, frisian, faroese
  creole, wolof, norwegian sign language, arabic, hebrew, persian, farsi, hindi, urdu, bengali, tamil, telugu
  punjabi, marathi, gujarati, chinese, mandarin, cantonese, japanese, korean, vietnamese, thai, indonesian, malay
  tagalog, filipino, swahili, zulu, afrikaans, amharic, yoruba, igbo, hausa, irish, welsh, scottish gaelic, gaelic
  basque, catalan, galician, latin, esperanto, georgian, armenian, albanian, macedonian, maltese, sign language
  asl, bsl, klingon, mongolian, nepali, yiddish
`,
  nationalities: phrases`
  norwegian, swedish, danish, finnish, icelandic, german, austrian, swiss, french, belgian, dutch, british
  english, scottish, welsh, irish, spanish, portuguese, italian, greek, turkish, polish, czech, slovak, hungarian
  romanian, bulgarian, serbian, croatian, bosnian, slovenian, russian, ukrainian, lithuanian, latvian, estonian
  american, canadian, mexican, brazilian, argentinian, chilean, colombian, peruvian, venezuelan, cuban, australian
  chinese, japanese, korean, south korean, vietnamese, thai, indonesian, malaysian, filipino, filipina, indian
  pakistani, bangladeshi, nepali, iranian, iraqi, israeli, lebanese, syrian, egyptian, moroccan, algerian
  tunisian, nigerian, ghanaian, kenyan, ethiopian, south african, jamaican, puerto rican, taiwanese, singaporean
  new zealander, kiwi, brit, scot, finn, dane, swede, pole, turk, welshman, frenchman, sri lankan, somali
  sudanese, tanzanian, ugandan, zimbabwean, zambian, albanian, macedonian, montenegrin, moldovan, belarusian
  georgian, armenian, kazakh, palestinian, jordanian, saudi, yemeni, afghan, cypriot, maltese, luxembourgish
  dominican, haitian, ecuadorian, bolivian, uruguayan, paraguayan, guatemalan, costa rican, panamanian
  trinidadian, mongolian, catalan, basque, sicilian, bavarian
`,
  religions: phrases`
  jewish, jew, muslim, catholic, roman catholic, protestant, hindu, buddhist, sikh, quaker, greek orthodox, adventist
  seventh-day adventist, mormon, lutheran, methodist, baptist, presbyterian, pentecostal, anglican, jain, baha'i, wiccan
  orthodox jew, lutheran, methodist, baptist, mormon, pagan, wiccan, anglican, evangelical, presbyterian, taoist
  zoroastrian, amish, mennonite, unitarian, adventist
`,
  starsigns: 'aries|taurus|gemini|cancer|leo|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces',
  instruments: phrases`
  guitar, bass, bass guitar, electric guitar, acoustic guitar, piano, keyboards?, drums, violin, viola, cello
  double bass, flute, clarinet, oboe, saxophone, sax, trumpet, trombone, tuba, harp, ukulele, banjo, mandolin
  accordion, harmonica, organ, recorder, bagpipes, fiddle, french horn, bassoon, synth, xylophone, marimba
`,
  conditions: phrases`
  asthma, diabetes, type [12] diabetes, epilepsy, migraines?, arthritis, adhd, add, autism, depression, anxiety
  social anxiety, ocd, ptsd, bipolar disorder, dyslexia, dyscalculia, insomnia, narcolepsy, sleep apnoea
  sleep apnea, high blood pressure, low blood pressure, a heart condition, a heart murmur, hay fever, eczema
  psoriasis, tinnitus, scoliosis, crohn's(?: disease)?, coeliac(?: disease)?, celiac(?: disease)?, ibs, pcos
  endometriosis, lupus, fibromyalgia, multiple sclerosis, ms, anaemia, anemia, a bad back, a bad knee
  chronic (?:pain|fatigue|migraines|back pain), vertigo, arachnophobia, claustrophobia, acrophobia, a pacemaker
  a prosthetic leg, a hearing aid, hearing aids, hypothyroidism, hyperthyroidism, long covid, tourette's, cancer
  glaucoma, astigmatism, gout, a stutter, synaesthesia, synesthesia, aphantasia, face blindness
`,
  conditionWords: phrases`
  diabetic, type [12] diabetic, asthmatic, epileptic, autistic, dyslexic, bipolar, pregnant, deaf, blind
  hard of hearing, short-sighted, near-sighted, nearsighted, far-sighted, farsighted, anaemic, anemic
  immunocompromised, hypoglycemic, colou?r[- ]?blind, claustrophobic, arachnophobic, neurodivergent
  partially deaf, deaf in one ear, disabled, a wheelchair user
`,
  bodyParts: phrases`
  arm, leg, ankle, wrist, foot, hand, finger, toe, knee, shoulder, back, neck, elbow, nose, rib, ribs, collarbone
  hip, thumb, jaw, heel, thigh, tooth, hamstring, acl, meniscus, pinky
`,
  possessions: phrases`
  car, truck, van, jeep, bike, cargo bike, bicycle, motorbike, motorcycle, scooter, moped, vespa, tandem, e-?bike
  unicycle, boat, rowing boat, narrowboat, houseboat, yacht, sailboat, kayak, canoe, house, flat, apartment, cabin
  cottage, garden, allotment, greenhouse, balcony, farm, piano, guitar, bass, violin, drum kit, cello, harp
  accordion, saxophone, banjo, ukulele, telescope, camera, drone, 3d printer, laptop, pc, gaming pc, desktop, mac
  macbook, ipad, tablet, kindle, e-?reader, game ?boy, iphone, phone, smartwatch, console, playstation, ps[45]
  xbox, nintendo switch, switch, steam deck, record player, jukebox, pinball machine, pool table, pizza oven
  trampoline, treadmill, rowing machine, turntable, typewriter, sewing machine, espresso machine, coffee machine
  bread machine, caravan, camper, camper van, campervan, motorhome, rv, trailer, pool, hot tub, sauna, fireplace
  treehouse, record collection, vinyl collection, stamp collection, coin collection, library card, tattoo, tattoos
  piercing, piercings, vr headset, keyboard, mechanical keyboard, synth, loom, kiln, aquarium, terrarium, beehive
  server rack, home server, raspberry pi, tractor, surfboard, snowboard, skateboard, longboard, tent, hammock
  electric car, beach house, lake house, vineyard, podcast, youtube channel, blog, website, shop, bakery, bookshop
  café, cafe, restaurant, company, business
`,
  jobs: phrases`
  nurse, teacher, doctor, engineer, developer, programmer, designer, artist, writer, author, journalist, lawyer
  attorney, accountant, chef, cook, baker, barista, waiter, waitress, bartender, electrician, plumber, carpenter
  mechanic, welder, farmer, gardener, florist, photographer, musician, singer, actor, actress, dancer, paramedic
  firefighter, police officer, cop, soldier, pilot, flight attendant, captain, sailor, driver, bus driver
  truck driver, taxi driver, courier, postman, mail carrier, librarian, scientist, biologist, chemist, physicist
  mathematician, geologist, astronomer, researcher, professor, lecturer, tutor, student, intern, apprentice
  trainee, therapist, psychologist, psychiatrist, counsellor, counselor, social worker, dentist, surgeon, vet
  veterinarian, vet tech, pharmacist, physiotherapist, midwife, optician, hairdresser, barber, tailor
  tattoo artist, translator, interpreter, editor, copywriter, architect, surveyor, builder, bricklayer, roofer
  painter, decorator, janitor, cleaner, housekeeper, security guard, cashier, receptionist, secretary, assistant
  manager, project manager, product manager, consultant, analyst, data analyst, data scientist, economist, banker
  trader, salesman, saleswoman, salesperson, realtor, estate agent, marketer, recruiter, entrepreneur, freelancer
  founder, ceo, cto, sysadmin, system administrator, network engineer, game developer, game designer, streamer
  youtuber, podcaster, animator, illustrator, sculptor, potter, jeweller, jeweler, blacksmith, beekeeper
  fisherman, forester, ranger, park ranger, zookeeper, diver, lifeguard, coach, personal trainer, yoga teacher
  referee, judge, priest, pastor, monk, nun, politician, diplomat, civil servant, clerk, teaching assistant, nanny
  babysitter, au pair, caregiver, carer, butcher, brewer, winemaker, bookseller, shopkeeper, archaeologist
  historian, philosopher, linguist, anthropologist, sociologist, meteorologist, statistician, radiologist
  cardiologist, technician, machinist, operator, crane operator, tour guide, stay-at-home (?:mom|mum|dad|parent)
  tester, qa tester, stagehand, sound engineer, dj, composer, producer, film-?maker, director, screenwriter, model
  fashion designer, watchmaker, luthier, locksmith, glazier, stonemason, puppeteer, magician, clown, comedian
  undertaker, mortician, conductor, train driver, air traffic controller, cartographer, paralegal, seamstress
  dancer, figure skater, forklift operator, postwoman, bookkeeper, copy editor, proofreader, stylist
  make-?up artist, nail technician, groomer, dog walker, stonecutter, plasterer, tiler, sommelier, dietitian
  nutritionist, orthodontist, optometrist, chiropractor, dispatcher, steward, stewardess, deckhand, fisher, miner
  scaffolder, handyman, caretaker, warehouse worker, factory worker, care worker, youth worker, aid worker
  civil engineer, line cook, sous-? ?chef, web developer, software developer, software engineer
`,
};
