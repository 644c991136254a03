/** Where a part of the world stands, for `doctor`, `/status` and `/readyz`. */
export interface Health {
  ok: boolean;
  /** One sentence: what is there, or what is wrong. */
  says: string;
  /** The exact next step when something is wrong. */
  fix?: string | undefined;
}

/** One line of `acore doctor`. */
export interface Check {
  /** What was looked at, in a few words: `Database`, `Intent Message Content`, `Webhooks in #tavern`. */
  name: string;
  state: 'ok' | 'warning' | 'failed' | 'skipped';
  /** One sentence: what was found. */
  says: string;
  /** The exact next step, unless it is ok. */
  fix?: string | undefined;
}
