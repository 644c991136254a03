/** Outline of an ellipse, for shapes that must also clip others. */
export function ellipseOutline(cx: number, cy: number, rx: number, ry: number): string {
  return `M ${cx - rx} ${cy} a ${rx} ${ry} 0 1 0 ${rx * 2} 0 a ${rx} ${ry} 0 1 0 ${-rx * 2} 0 Z`;
}

/** Outline of a rectangle with rounded corners. */
export function boxOutline(x: number, y: number, width: number, height: number, r: number): string {
  const [w, h] = [width - 2 * r, height - 2 * r];
  const corner = (dx: number, dy: number): string => `a ${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M ${x + r} ${y} h ${w} ${corner(r, r)} v ${h} ${corner(-r, r)} h ${-w} ${corner(-r, -r)} v ${-h} ${corner(r, -r)} Z`;
}

/** A leaf or petal from its foot at (0, 0) to its tip at (0, -length). */
export function leafOutline(length: number, width: number): string {
  return `M 0 0 C ${width} ${-length * 0.25} ${width * 0.8} ${-length * 0.75} 0 ${-length} C ${-width * 0.8} ${-length * 0.75} ${-width} ${-length * 0.25} 0 0 Z`;
}

/** A star with `points` rays. */
export function starOutline(cx: number, cy: number, outer: number, inner: number, points: number): string {
  const corners = Array.from({ length: points * 2 }, (_, index) => {
    const angle = (Math.PI * index) / points - Math.PI / 2;
    const r = index % 2 === 0 ? outer : inner;
    return `${(cx + r * Math.cos(angle)).toFixed(1)} ${(cy + r * Math.sin(angle)).toFixed(1)}`;
  });
  return `M ${corners.join(' L ')} Z`;
}
