/**
 * What somebody wrote, made harmless for a model's prompt. Servers turn the marks of their chat templates into control
 * tokens wherever they stand, so a person could end a message and write one of the system's: a space breaks the marks.
 * Control characters go, and every kind of line break becomes a plain one.
 */
export function forModel(text: string): string {
  if (!maybeHarmful.test(text)) return text.toWellFormed();
  return text
    .replaceAll(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/<(?=[|｜])/g, '< ')
    .replaceAll(/(?<=[|｜])>/g, ' >')
    .replaceAll(controlMark, (mark) => `${mark[0]} ${mark.slice(1)}`)
    .toWellFormed();
}

/** Most texts hold none of the signs that all of this is about. */
const maybeHarmful = /[^\P{Cc}\n\t]|[\u2028\u2029<>[]/u;
const controlMark =
  /<\/?(?:s|bos|eos|pad|unk|think|start_of_turn|end_of_turn|tool_call|tool_response)>|<<\/?SYS>>|\[\/?(?:INST|SYSTEM_PROMPT|TOOL_CALLS|AVAILABLE_TOOLS|TOOL_RESULTS)\]/gi;
