/** Every sentence of this slice. */
export const texts = {
  because: 'Characters know what time it is.',
  now: (when: string, date: string, time: string, zone: string) =>
    `It is ${when}, ${date}, ${time} (${zone}).`,
  unknownZone: (zone: string) =>
    `There is no time zone called "${zone}"; characters are told the time in UTC.`,
  setZone: 'Set conversation.timeZone to a name such as Europe/Berlin or America/New_York.',
};
