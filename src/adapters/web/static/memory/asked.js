/** Which tabs there are, in their order. */
export const tabs = [
  ['facts', 'Facts'],
  ['changes', 'Changes'],
  ['days', 'Timeline'],
  ['people', 'People'],
  ['homes', 'Learning'],
];

const filters = ['person', 'character', 'lane', 'kind', 'state', 'words', 'fact'];
const moments = ['from', 'to'];
const day = /^\d{4}-\d\d-\d\d$/;

/**
 * What is looked at, as the address of the page says: `tab`, the `filter`, and `asOf`, the day at whose end the memory is
 * shown. What cannot be is left out.
 */
export function askedIn(query) {
  const given = new URLSearchParams(query);
  const asOf = given.get('asOf') ?? '';
  const filter = Object.fromEntries([
    ...filters.flatMap((name) => (given.get(name) ? [[name, given.get(name)]] : [])),
    ...moments.flatMap((name) =>
      /^\d{1,15}$/.test(given.get(name) ?? '') ? [[name, Number(given.get(name))]] : [],
    ),
  ]);
  return {
    tab: tabs.some(([id]) => id === given.get('tab')) ? given.get('tab') : 'facts',
    filter,
    asOf: day.test(asOf) && !Number.isNaN(endOf(asOf)) ? asOf : undefined,
  };
}

/** The same the other way round; nothing where nothing is narrowed. */
export function writtenAsked({ tab, filter, asOf }) {
  const parts = { ...(tab !== 'facts' && { tab }), ...filter, ...(asOf && { asOf }) };
  const written = new URLSearchParams(Object.entries(parts)).toString();
  return written === '' ? '' : `?${written}`;
}

/** The last millisecond of a day, where whoever looks is. */
export function endOf(asOf) {
  const begin = new Date(`${asOf}T00:00:00`);
  return new Date(begin.getFullYear(), begin.getMonth(), begin.getDate() + 1).getTime() - 1;
}
