/** A card that cannot be used; the message says why, as the end of a sentence that begins with "because". */
export class CardError extends Error {
  override readonly name = 'CardError' as const;
}

/** A picture that holds no card: no mistake where it is the portrait of a card beside it. */
export class PlainPicture extends CardError {
  constructor() {
    super('it is a picture without a character card');
  }
}
