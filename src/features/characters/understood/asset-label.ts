import type { AssetEntry } from '../files/asset-files.ts';

const labels: [string, RegExp][] = [
  ['Live2D', /live2d|l2d|moc3|model3/],
  ['3D', /^(?:x[-_])?3d$|glb|gltf|vrm|fbx|mmd/],
  ['sound', /audio|^(?:mp3|wav|ogg|flac|opus)$/],
  ['video', /video|^(?:mp4|webm|mov)$/],
  ['font', /font|^(?:ttf|otf|woff2?)$/],
  ['model', /^(?:x[-_])?ai$|safetensors|ckpt|onnx/],
  ['code', /code|^(?:js|lua|py|wasm|html?)$/],
];

/** What kind of asset people would call this: “Live2D”, “emotion”, “background”. */
export function assetLabel({ type, ext, uri }: AssetEntry): string {
  const traits = [type.toLowerCase(), ext.toLowerCase(), folderOf(uri)];
  const special = labels.find(([, pattern]) => traits.some((trait) => pattern.test(trait)));
  if (special !== undefined) return special[0];
  if (['icon', 'background', 'emotion'].includes(type)) return type;
  return type === 'user_icon' ? 'user icon' : 'other';
}

/** `l2d` of `embeded://assets/x/l2d/a.zip`, which names the kind of a file by custom. */
function folderOf(uri: string): string {
  return /\/(l2d|3d|audio|video|fonts|ai|code)\//.exec(uri.slice(0, 300))?.[1] ?? '';
}
