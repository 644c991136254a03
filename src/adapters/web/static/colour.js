const wanted = 4.6;
/** The grounds on which names stand with the least contrast (`--wash` in ground.css). */
const grounds = { light: [225, 235, 230], dark: [34, 48, 49] };
const made = new Map();

/** A character's colour, made readable as text on both grounds: a CSS colour that follows the theme. */
export function readable(colour) {
  if (!made.has(colour)) {
    const rgb = parse(colour);
    made.set(colour, `light-dark(${toward(rgb, grounds.light, 0)}, ${toward(rgb, grounds.dark, 255)})`);
  }
  return made.get(colour);
}

function parse(colour) {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour ?? '')?.[1] ?? '7a7a7a';
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** Mixes towards black or white until the contrast (WCAG 2) is enough. */
function toward(rgb, ground, end) {
  for (let share = 0; share <= 1; share += 0.04) {
    const mixed = rgb.map((part) => Math.round(part + (end - part) * share));
    if (contrast(mixed, ground) >= wanted) return `rgb(${mixed.join(' ')})`;
  }
  return `rgb(${end} ${end} ${end})`;
}

function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A steady hue for a person, from the id. */
export function hueOf(id) {
  let sum = 7;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  return sum;
}
