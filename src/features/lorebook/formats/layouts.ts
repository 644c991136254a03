import { cardLayout, filterFields, sharedFields } from '../../../core/lore/card-entries.ts';
import {
  type EntryKind,
  type EntryLayout,
  type PlaceKeeper,
  plainField as plain,
  twoWayField,
} from '../../../core/lore/entry-layout.ts';
import { numberedPositions } from '../../../core/lore/words.ts';
import { member, numberOf } from '../../../lib/json-fields.ts';
import { defaultEntry } from '../book.ts';
import type { BookFormat } from './index.ts';

const { order } = defaultEntry;

/** World Info says the place by its number alone. */
const worldInfoPlace: PlaceKeeper = {
  read(entry) {
    const position = member(entry, 'position');
    if (position === undefined) return 'before-character';
    return numberedPositions[numberOf(position) ?? -1] ?? 'unknown';
  },
  write: (entry, place) => ({ ...entry, position: numberedPositions.indexOf(place) }),
};

function eitherField(kind: EntryKind, written: string, other: string) {
  return { kind, under: [], keys: [written, other], written, otherwise: [] };
}

const worldInfo: EntryLayout = {
  fields: {
    comment: plain('text', 'comment', ''),
    keys: eitherField('texts', 'key', 'keys'),
    secondaryKeys: eitherField('texts', 'keysecondary', 'secondary_keys'),
    content: plain('text', 'content', ''),
    enabled: plain('not-flag', 'disable', true),
    constant: plain('flag', 'constant', false),
    selective: plain('flag', 'selective', true),
    order: plain('number', 'order', order),
    ...Object.fromEntries(
      Object.entries(sharedFields).map(([name, [kind, key, otherwise]]) => [
        name,
        twoWayField(kind, key, otherwise),
      ]),
    ),
    ...filterFields('characterFilter'),
  },
  place: worldInfoPlace,
  id: 'uid',
  shownAs: 'displayIndex',
  also: ['uid', 'position', 'displayIndex', 'addMemo'],
  fresh: {
    key: [],
    keysecondary: [],
    comment: '',
    content: '',
    constant: false,
    selective: true,
    addMemo: true,
    order,
    position: 0,
    disable: false,
    probability: 100,
    useProbability: true,
  },
};

/** What formats without an id, a place or an order of showing have in common. */
const bare = { place: undefined, id: undefined, shownAs: undefined };

const novelAi: EntryLayout = {
  ...bare,
  fields: {
    comment: plain('text', 'displayName', ''),
    keys: plain('texts', 'keys', []),
    content: plain('text', 'text', ''),
    enabled: plain('flag', 'enabled', true),
    constant: plain('flag', 'forceActivation', false),
    order: { ...plain('number', 'budgetPriority', order), under: ['contextConfig'] },
  },
  also: [],
  fresh: { text: '', displayName: '', keys: [], enabled: true, forceActivation: false },
};

const agnai: EntryLayout = {
  ...bare,
  fields: {
    comment: plain('text', 'name', ''),
    keys: plain('texts', 'keywords', []),
    content: plain('text', 'entry', ''),
    enabled: plain('flag', 'enabled', true),
    order: plain('number', 'weight', order),
    priority: plain('maybe-number', 'priority', null),
  },
  also: [],
  fresh: { name: '', entry: '', keywords: [], enabled: true },
};

const risu: EntryLayout = {
  ...bare,
  fields: {
    comment: plain('text', 'comment', ''),
    keys: plain('joined-texts', 'key', []),
    secondaryKeys: plain('joined-texts', 'secondkey', []),
    content: plain('text', 'content', ''),
    constant: plain('flag', 'alwaysActive', false),
    selective: plain('flag', 'selective', false),
    useRegex: plain('flag', 'useRegex', false),
    order: plain('number', 'insertorder', order),
    probability: plain('number', 'activationPercent', 100),
  },
  also: ['mode'],
  fresh: {
    key: '',
    secondkey: '',
    insertorder: order,
    comment: '',
    content: '',
    mode: 'normal',
    alwaysActive: false,
    selective: false,
  },
};

/** Where each format keeps the fields of an entry. */
export const layouts: Record<BookFormat, EntryLayout> = {
  'card-book': cardLayout,
  'lorebook-v3': cardLayout,
  sillytavern: worldInfo,
  novelai: novelAi,
  agnai,
  risu,
};

/** What each kind of book is called. */
export const formatNames: Record<BookFormat, string> = {
  sillytavern: 'a SillyTavern book',
  'card-book': "a card's book",
  'lorebook-v3': 'a lorebook_v3 file',
  novelai: 'a NovelAI lorebook',
  agnai: 'an Agnai memory book',
  risu: 'a RisuAI lorebook',
};
