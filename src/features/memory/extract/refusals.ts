/** Why a model's claim is not believed. */
export const refusalReasons = [
  'unreadable',
  'malformed',
  'no such message',
  'not said by a person',
  'message not meant',
  'not said there',
  'doubtful',
  'wrong person',
  'about a character',
  'no place',
  'invented',
  'steers others',
  'told before',
  'secret',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** A claim that was refused. */
export interface Refusal {
  reason: RefusalReason;
  statement: string;
}
