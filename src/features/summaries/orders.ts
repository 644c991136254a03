/** Words by which somebody tries to tell a model what to do, rather than anybody in the talk. */
const orders: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,60}\b(?:instruction|rule|prompt|previous|prior|above|earlier|everything|guideline|training)/iu,
  /\b(?:system|developer|hidden|secret)\s+(?:prompt|message|instruction)/iu,
  /\bnew\s+(?:instruction|rule)s?\b/iu,
  /\byou\s+(?:are|act)\s+now\b|\bfrom\s+now\s+on\b[^.!?]{0,60}\byou\b|\byou\s+must\s+(?:always|never|now|only|obey|answer|reply|say)/iu,
  /\b(?:always|never)\s+(?:say|answer|reply|respond|greet|call|tell|mention|reveal|pretend)\b/iu,
  /\b(?:when|whenever|if)\s+you\s+(?:see|meet|hear|greet|talk\s+to)\b[^.!?]{0,80}\b(?:say|tell|call|greet|answer|reply|give)\b/iu,
  /\bas\s+an?\s+(?:ai|language\s+model|assistant)\b|\bjailbreak|\bdan\s+mode\b|\bpretend\s+(?:to\s+be|you\s+are)\b/iu,
  /\b(?:ignorier|missacht|vergiss|vergesst)\p{L}*[^.!?]{0,60}(?:anweisung|regel|vorherig|bisherig|alles|prompt)/iu,
  /\b(?:ab\s+jetzt|von\s+nun\s+an)\b[^.!?]{0,60}\bdu\b|\bdu\s+bist\s+(?:jetzt|nun|ab\s+sofort)\b|\b(?:sag|antworte|nenne)\s+(?:immer|nie)\b/iu,
  /\b(?:ignore|ignorez|oublie|oubliez)\b[^.!?]{0,60}(?:instruction|consigne|regle|règle)/iu,
  /\b(?:ignora|olvida|olvidad)\b[^.!?]{0,60}(?:instruccion|regla|anterior|istruzion|regol)/iu,
  /<\/?(?:system|lines|instructions?|prompt)\b/iu,
];

/** Whether a text reads like an order to a model: such text is never carried on in a summary. */
export function isOrder(text: string): boolean {
  return orders.some((order) => order.test(text));
}
