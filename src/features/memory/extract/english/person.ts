import type { Rule } from '../language.ts';

/** What papers and forms ask of somebody: birth order, faith, height, licences, service. */
export const personRules: readonly Rule[] = [
  {
    kind: 'fact',
    slot: 'birth-order',
    value: '{order}',
    when: [
      'am (?:the )?(?<order>oldest|eldest|youngest|second|third|middle one|middle) (?:child |kid )?(?:of|out of) (?<all>(?:two|three|four|five|six|seven|eight|nine|ten|\\d{1,2})(?: (?:\\p{L}+ )?(?:kids|children|siblings|brothers|sisters|boys|girls|daughters|sons))?)',
    ],
    says: 'is the {order} of {all}',
  },
  {
    kind: 'fact',
    slot: 'birth-order',
    value: '{order}',
    when: [
      'am (?:the |an? )?(?<order>(?:oldest|eldest|youngest|middle) (?:child|sibling|kid|daughter|son|brother|sister))(?: (?:of|in) (?:the|my|our) family)?',
    ],
    says: 'is the {order}',
  },
  {
    kind: 'fact',
    slot: 'religion',
    value: '{religions}',
    when: [
      'am (?:an? )?(?:very |fairly |not very )?(?:devout |practi[sc]ing |observant |lapsed |secular |religious |cultural |converted )*[religions]',
      // "I am Christian" may be a name.
      'am an? (?:devout |practi[sc]ing |lapsed |born[- ]again )*(?<religions>christian)',
    ],
    says: 'is {religions}',
  },
  {
    kind: 'fact',
    slot: 'star-sign',
    when: ['am an? (?:total |typical |proud |classic )?[starsigns]'],
    says: 'is a {starsigns}',
  },
  {
    kind: 'fact',
    of: 'own',
    slot: 'star-sign',
    when: ['(?:star|sun|zodiac)? ?sign is (?:an? )?[starsigns]'],
    says: 'star sign is {starsigns}',
  },
  {
    kind: 'fact',
    slot: 'height',
    when: [
      'am (?:about |around |only |over |almost )?(?<height>[12][.,]\\d{1,2} ?m?|[12] ?m ?\\d\\d|1\\d\\d ?cm|2[0-2]\\d ?cm|[4-7] ?(?:ft|foot|feet)(?: ?\\d{1,2})?|[4-7]\'\\d{1,2}"?)(?: tall| high)?',
    ],
    says: 'is {height} tall',
  },
  {
    kind: 'fact',
    slot: 'volunteer:{company}',
    value: '{company}',
    when: [
      '(?:volunteer|am volunteering|have been volunteering|do volunteer work|am a volunteer) (?<at>at|for|with|in) {company}',
    ],
    says: 'volunteers {at} {company}',
    said: 'volunteered {at} {company}',
  },
  {
    kind: 'fact',
    slot: 'licence:{licence}',
    tense: 'began',
    when: [
      "(?:have|have got|got|passed|have passed) (?:my |an? )?(?<licence>(?:driv(?:er'?s?|ing)|pilot'?s?|motorcycle|motorbike|boat(?:ing)?|sailing|fishing|hunting|forklift|truck|lorry|ham radio|radio|diving|skipper'?s?) (?:licen[cs]e|permit))",
    ],
    says: 'has a {licence}',
  },
  {
    kind: 'fact',
    slot: 'licence:driving',
    tense: 'event',
    when: ['(?:passed|have passed) my (?<test>driving (?:test|exam)|road test)'],
    says: 'passed their {test}',
  },
  {
    kind: 'fact',
    slot: 'service',
    value: '{force}',
    tense: 'past',
    when: [
      '(?:served|was|spent .{2,20}) in the (?<force>(?:\\p{L}+ )?(?:army|navy|air force|marines|military|coast guard|coastguard|reserves|peace corps))',
    ],
    says: 'was in the {force}',
  },
  {
    kind: 'fact',
    slot: 'service',
    value: '{force}',
    when: [
      '(?:am|serve|am serving|have been) in the (?<force>(?:\\p{L}+ )?(?:army|navy|air force|marines|military|coast guard|coastguard|reserves))',
    ],
    says: 'is in the {force}',
    said: 'was in the {force}',
  },
  {
    kind: 'fact',
    slot: 'namesake',
    when: ['(?:was|am) named (?:after|for) {thing}'],
    says: 'is named after {thing}',
  },
  {
    kind: 'relation',
    slot: 'status',
    value: 'widowed',
    when: ['am (?:now )?an? (?<status>widow|widower)'],
    says: 'is a {status}',
  },
  {
    kind: 'relation',
    slot: 'status',
    value: 'single parent',
    when: ['am an? single (?<parent>mother|mom|mum|father|dad|parent)'],
    says: 'is a single {parent}',
  },
];
