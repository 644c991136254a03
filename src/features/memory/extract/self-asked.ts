/** "My favourite colour?": what somebody asks in order to answer it themself. */
const asked =
  /^(?:(?:and|so|well|oh|ah|hm+|as for)[,.]? )*(?<what>(?:my )?favou?rite \p{L}+[^?,.]{0,30}?|my (?:name|home|birthday|weakness|hobby)\b[^?,.]{0,40}?) ?\?+$/iu;
const noAnswer =
  /^(?:hard to|good question|no idea|no (?:clue|comment)|who|what|how|why|where|when|not|never|nothing|none|I|it|that|this|you|guess|let|well|depends|secret|a secret|tough|easy|same|yes|yeah|none|ask|do|does|can)\b|\?\s*$/i;
const mostWords = 10;

/** Joins such a question to its answer: "My favourite colour is moss green". */
export function withAnswers(sentences: readonly string[]): string[] {
  return sentences.flatMap((sentence, index) => {
    const what = asked.exec(sentences[index - 1] ?? '')?.groups?.['what'];
    if (what === undefined || noAnswer.test(sentence) || sentence.split(' ').length > mostWords)
      return [sentence];
    return [`${what} is ${sentence}`];
  });
}
