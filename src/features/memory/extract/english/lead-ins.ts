import { oneOf, phrases } from '../phrases.ts';

/** Whom it is told, and why. */
const toWhom = phrases`
  (?:for|to) (?:those|anyone|anybody|everyone|everybody|people|whoever|the (?:people|ones|record|curious))(?: of you)?(?: (?:who|that))?(?:['’]s| is| are| was| were| have| has)?(?: all)? (?:asked|asking|wondering|curious|interested|wonder|ask|care|keeping (?:track|score))(?: about (?:it|me|this|that))?
  (?:since|because|as|seeing as) (?:you|someone|somebody|people|everyone|everybody|y'all|you all|(?:some|a lot) of you)(?: guys)? (?:asked|were asking|are asking|keeps? asking|was asking|wanted to know)(?: me)?(?: about it)?
`;

/** Says that something is told, or told otherwise. */
const announced = phrases`
  (?:a |one |some |another |my )?(?:fun|random|quick|weird|useless|small|little|boring) (?:fact|facts|update|intro|note|confession|question)(?: (?:about (?:me|myself)|of the day|time))?
  (?:a )?(?:little )?(?:bit )?about (?:me|myself), life update, correction, small correction, quick correction
  scratch that, scratch what i said, edit, my bad, oops, typo, wait(?: no)?, well actually, ok(?:ay)? so, alright
  listen, yo, no lie, no cap, real talk, not even joking, dude, bro, mate, y'all, you (?:guys|all), u guys
  heads up, i should (?:say|mention|add), i (?:just )?(?:wanted|have|want) to (?:say|mention|add|share)
  did (?:i|you)(?: guys)? (?:mention|know)(?: that)?, i forgot to (?:say|mention), not to brag, no offen[cs]e
  don't judge(?: me)?, (?:please )?do not (?:judge|laugh|hate)(?: me)?, mind you, needless to say, sad to say
  as a matter of fact, for context, for reference, context, for what it's worth, fwiw, long story short
  to be clear, just to be clear, in all honesty, in my case, in my defen[cs]e, same here, speaking for myself
  then again, on (?:the plus|a (?:positive|serious|side|happier|lighter)) (?:side|note), small world, hot take
  unpopular opinion, story time
`;

/** When and where, where it changes nothing. */
const whenAndWhere = phrases`
  on (?:most )?(?:weekends|weekdays|sundays|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|my days off)
  in my (?:free|spare|down) ?time, outside (?:of )?work, after work, in real life, for fun, for a living, for work
  by day, by trade, by profession, most (?:days|nights|weekends)
  every (?:day|morning|night|weekend|week|year|summer|winter), at home
  as of (?:today|now|yesterday|this (?:week|month|morning)|last (?:week|month)|monday|recently), these days
  for now, over here, officially, apart from that, other than that, besides(?: that)?, on top of that, in addition
  in fact, firstly, first of all, secondly, lastly, once again
`;

/** When it was: what is told of it is over. */
const whenItWas = phrases`
  (?:(?:back )?when i was (?:[\w']+ ){0,3}[\w']+|as a (?:kid|child|teen|teenager|student)|growing up|back then|before that|until recently|in my (?:teens|twenties|thirties|forties|(?:early |late )?\d0s)|(?:during|in) (?:high school|college|uni|university))(?=,? i (?:lived|worked|had an?|used to)\b)
`;

/** Words that say nothing. */
const small = phrases`
  well, so, oh, ah, um+, uh+, hm+, btw, by the way, fyi, fun fact, random fact, tbh, to be honest, honestly
  anyways?, also, ok, okay, yeah, yea, yes, yep, yup, nah, no(?! (?:longer|more)\b), nope, haha, lol, hey, hi
  hello, heya, hiya, howdy, greetings, everyone, everybody, all, guys, folks, there, as for me, for me, personally
  in fact, (?:as|like) i (?:said|mentioned), as you know, and, but, plus, omg, wow, same(?: here)?, me too
  actually, i meant?, for the record, not gonna lie, ngl, imo, just so you (?:all )?know
  in case you (?:were wondering|missed it), (?:good|big|great|some) news, update, guess what, turns out
  believe it or not, to be fair, confession, now(?=,? (?:i|we|my|our)\b), these days, nowadays, at the moment, right now, currently, lately
  recently, sorry, ps, as it happens, unfortunately, sadly, luckily, thankfully, obviously, not going to lie, irl
  ugh, argh, phew, true, tbf, brb, gn, gm, yikes, sorry, memo(?: (?:to self|for later))?, note to (?:self|\p{L}+)
  reminder, welp, hmm, aw, aww, dang, finally, meanwhile, as of today, speaking of which, to answer that, cool
  nice, great, fair enough, true, thanks, morning, evening, i have to say, i must say, i have to admit, i admit
  i confess, little known fact, the truth is, truth is, thing is, the thing is, you should know(?: that)?
  you know, since (?:you|someone|somebody|people) asked, i can confirm(?: that)?
`;

/** The longer ones stand first: "no lie" is more than "no". */
const leadIns = oneOf(toWhom, announced, whenAndWhere, whenItWas, small);

/** What may stand before a statement without changing it; it may be nothing. */
export const englishLeadIns = new RegExp(`^(?:(?:${leadIns})\\b[,:!.]*\\s*(?:that\\s+)?)*(?=\\S)`, 'iu');
