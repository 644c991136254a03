let imported;

/** Keeps what was understood of a book that came in, until its page is open. */
export function tellOf({ says, without }) {
  const left = without.length === 0 ? 'All of it is applied.' : `Without effect here: ${without.join('; ')}.`;
  imported = `It came in: ${says}. ${left}`;
}

export function takeImported() {
  const said = imported;
  imported = undefined;
  return said;
}
