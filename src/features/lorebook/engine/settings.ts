/** In which order the entries of several books are looked at, beyond those of the chat and the person. */
export const strategies = ['evenly', 'character-first', 'global-first'] as const;
export type Strategy = (typeof strategies)[number];

/** How a scan is run, where books and entries do not say otherwise. */
export interface ScanSettings {
  /** How many of the newest messages are searched. */
  depth: number;
  /** Per cent of the window that lore may take. */
  budgetPercent: number;
  /** Most tokens whatever the percentage says; 0: no such cap. */
  budgetCap: number;
  /** The model's window in tokens. */
  windowTokens: number;
  /** Whether what entries say is searched for the keys of others. */
  recursive: boolean;
  caseSensitive: boolean;
  wholeWords: boolean;
  /** Whether `Name: ` stands before each searched message. */
  names: boolean;
  /** Looks further back until so many entries have fired; 0: does not. */
  minActivations: number;
  /** How far back that may go; 0: as far as the talk. */
  minActivationsDepth: number;
  /** How many passes there may be; 0: as many as it takes. */
  maxPasses: number;
  /** In an inclusion group only those with most matching keys stay. */
  groupScoring: boolean;
  strategy: Strategy;
}

/** How Acore scans when nobody says otherwise. */
export const defaultScanSettings: ScanSettings = {
  depth: 4,
  budgetPercent: 25,
  budgetCap: 0,
  windowTokens: 8_192,
  recursive: true,
  caseSensitive: false,
  wholeWords: true,
  names: true,
  minActivations: 0,
  minActivationsDepth: 0,
  maxPasses: 0,
  groupScoring: false,
  strategy: 'evenly',
};
