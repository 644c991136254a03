import type { Rule } from '../language.ts';

const changed = '(?:switched|changed|have switched|have changed)';

/** What somebody studies, and where they go to school. */
export const studyRules: readonly Rule[] = [
  {
    kind: 'fact',
    slot: 'studies',
    value: 'dropped out',
    tense: 'event',
    when: ['(?:dropped|have dropped) out of {schooling}(?: after .*)?'],
    says: 'dropped out of {schooling}',
  },
  {
    kind: 'fact',
    slot: 'studies',
    value: 'dropped out',
    tense: 'event',
    when: ['(?:dropped|have dropped) out(?: after .*)?'],
    says: 'dropped out of their studies',
  },
  {
    kind: 'fact',
    slot: 'studies',
    value: '{subject}',
    tense: 'began',
    when: [
      `${changed}(?: my)?(?: majors?| degrees?| courses?)? from {topic} to {subject}(?: (?:last|this) (?:semester|term))?`,
      `${changed}(?: my)? (?:majors?|degrees?|courses?) to {subject}`,
      `${changed} to {subject}`,
    ],
    says: 'studies {subject}',
  },
  {
    kind: 'fact',
    slot: 'studies',
    value: '{subject}',
    when: [
      'am (?:doing|reading) (?:an? |my )?(?:undergrad |degree )?{subject}(?: degree| instead)?(?: (?:at|in) {company})?',
      '(?:do|read) {subject} at {university}',
      '(?:am|have been) (?:an? )?(?:[\\p{L}\\d]+[- ]year )?{subject} (?:student|major|undergrad|postgrad)(?: (?:at|in) {company})?',
    ],
    says: 'studies {subject}',
    said: 'studied {subject}',
  },
  {
    kind: 'fact',
    slot: 'studies',
    value: '{topic}',
    when: [
      "(?:am doing|am finishing|am working on|am getting|am halfway through) (?:an? |my )?(?:degree|(?:master|bachelor)'?s?(?: degree)?|ma|msc|ba|bsc|phd|doctorate) in {topic}(?: (?:at|in) {company})?",
      "am (?:an? )?(?:phd|master'?s|doctoral|grad(?:uate)?|postgrad) student in {topic}(?: (?:at|in) {company})?",
    ],
    says: 'studies {topic}',
    said: 'studied {topic}',
  },
  {
    kind: 'fact',
    slot: 'studied',
    value: '{topic}',
    when: [
      "have (?:an? |my )?(?:degree|(?:master|bachelor)'?s?(?: degree)?|ma|msc|ba|bsc|phd|doctorate) in {topic}(?: from {company})?",
    ],
    says: 'has a degree in {topic}',
  },
  {
    kind: 'fact',
    slot: 'school',
    value: '{university}',
    when: ['(?:go to|attend|am at|am studying at|study at) {university}'],
    says: 'studies at {university}',
    said: 'studied at {university}',
  },
  {
    kind: 'fact',
    slot: 'studies',
    when: [
      '(?:study|am studying|have been studying|major in|am majoring in|read) {topic} (?:at|in) {company}',
      "am doing (?:a|my) (?:degree|master'?s|bachelor'?s|phd|doctorate) in {topic}(?: at {company})?",
      '(?:am|have been) (?:an?|in my \\w+ year as an?) {topic} (?:student|major)(?: at {company})?',
    ],
    says: 'studies {topic}',
    said: 'studied {topic}',
  },
  {
    kind: 'fact',
    slot: 'studies',
    when: ['(?:study|am studying|have been studying|major in|am majoring in|am getting a degree in) {topic}'],
    says: 'studies {topic}',
    said: 'studied {topic}',
  },
  {
    kind: 'fact',
    slot: 'studies',
    tense: 'began',
    when: ['(?:started|began|have started) (?:studying|a degree in|my degree in|a course in) {topic}'],
    says: 'studies {topic}',
    said: 'studied {topic}',
  },
  {
    kind: 'fact',
    slot: 'studied',
    tense: 'event',
    when: ['studied {topic}(?: at {company})?', 'majored in {topic}'],
    says: 'studied {topic}',
  },
  {
    kind: 'fact',
    slot: 'school',
    when: ['(?:study|am studying|go to (?:school|college|university|uni)) (?:at|in) {knowncity}'],
    says: 'studies in {knowncity}',
    said: 'studied in {knowncity}',
  },
  {
    kind: 'fact',
    slot: 'school',
    when: [
      '(?:study|am studying) at {company}',
      'go to (?:school|college|university|uni) (?:at|in) {company}',
      '(?:attend|am enrolled at|am a student at) {company}',
    ],
    says: 'studies at {company}',
    said: 'studied at {company}',
  },
  {
    kind: 'fact',
    slot: 'grade',
    when: ['am in (?:the )?{count}(?:st|nd|rd|th)? (?:grade|year)', 'am in grade {count}'],
    says: 'is in year {count} of school',
  },
  {
    kind: 'fact',
    tense: 'event',
    when: ['(?:graduated|have graduated) from {company}'],
    says: 'graduated from {company}',
  },
  {
    kind: 'fact',
    tense: 'event',
    slot: 'graduated',
    value: 'graduated',
    when: ['(?:graduated|have graduated)(?: (?<from>high school|college|uni|university))?'],
    says: 'graduated {from}',
  },
];
