/** What a person allows to be done with their words. */
export const consentTiers = ['full', 'local-only', 'off-the-record'] as const;
/**
 * `full`: as the owner has set things up; `local-only`: their words go to models on this machine alone;
 * `off-the-record`: nothing they say is kept.
 */
export type ConsentTier = (typeof consentTiers)[number];

export interface Consent {
  tier: ConsentTier;
  /** Nothing new is learned from them; what is known stays. */
  paused: boolean;
}

/** What people have allowed. */
export interface Consents {
  of(host: string, personId: string): Promise<Consent>;
}
