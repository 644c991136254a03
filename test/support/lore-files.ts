/** One book of each format, with much in it that Acore has no field for. */
export const oddBooks: Readonly<Record<string, object>> = {
  sillytavern: {
    entries: {
      7: {
        uid: 7,
        key: ['old'],
        keysecondary: [],
        comment: 'Old',
        content: 'Old.',
        displayIndex: 1,
        odd: [1],
      },
      9: { uid: 9, key: ['nine'], content: 'Nine.', scan_depth: 3, displayIndex: 0, extensions: { x: 1 } },
    },
    originalData: { y: [null] },
  },
  'lorebook-v3': {
    spec: 'lorebook_v3',
    odd: 1,
    data: {
      name: 'Third',
      extensions: { acore: { profile: 'strict' }, theirs: { z: 1 } },
      entries: [
        { id: 'a', keys: ['old'], content: 'Old.', enabled: true, odd: 2, extensions: { depth: 2, mine: 3 } },
        { keys: ['two'], content: 'Two.', enabled: true, insertion_order: '7' },
      ],
    },
  },
  'card-book': {
    spec: 'chara_card_v2',
    data: {
      name: 'Ada',
      first_mes: 'Hello.',
      character_book: { entries: [{ keys: ['old'], content: 'Old.', enabled: true, odd: 1 }], extra: 2 },
    },
  },
  novelai: {
    lorebookVersion: 5,
    settings: { orderByKeyLocations: false },
    entries: [
      {
        keys: ['old'],
        text: 'Old.',
        displayName: 'Old',
        contextConfig: { prefix: '', budgetPriority: 400 },
        loreBiasGroups: [],
      },
    ],
    categories: [{ name: 'c' }],
  },
  agnai: {
    kind: 'memory',
    name: 'Memory',
    description: 'Of old.',
    entries: [
      { name: 'Old', keywords: ['old'], entry: 'Old.', weight: 3, priority: 4, enabled: true, odd: 1 },
    ],
    _id: 'x',
  },
  risu: {
    type: 'risu',
    ver: 1,
    data: [
      {
        key: 'old, older',
        secondkey: '',
        comment: 'Old',
        content: 'Old.',
        insertorder: 5,
        extentions: { r: 1 },
      },
    ],
  },
};
