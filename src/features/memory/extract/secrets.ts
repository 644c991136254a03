/** What a key, a token, a card's or an account's number looks like; such things are never learned. */
const shapes = [
  /\bxox[abprs]-\S{6,}/,
  /\b(?:log-?in|token|credentials?|creds|secrets?|(?:door|wifi|wi-fi|gate|alarm|safe|vault|unlock|backup) ?code|key)\b(?: (?:is|are|ist))?\s*[:=]?\s*(?=\S*[\d!$%&])\S{4,}/i,
  /(?<!\b(?:zip|post(?:al)?|area|country|dialling|error|status|http|dress|source) ?)\b(?:code|combination|kombination)\b(?: for [\w' ]{2,30}?)?(?:['’]s)?(?: (?:is|are|was|ist|lautet))?\s*[:=]?\s*\d[\d -]{2,9}\b/i,
  /-----BEGIN [A-Z ]*KEY/,
  /\b(?:sk|pk|rk|ghp|gho|ghs|glpat|xox[abprs]|hf|AKIA|AIza|ya29|npm|eyJ)[-_A-Za-z0-9]{0,6}[-_]?[A-Za-z0-9]{14,}/,
  /\b[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}\b/,
  /\b(?=[A-Za-z0-9+/_-]*\d)(?=[A-Za-z0-9+/_-]*[a-z])[A-Za-z0-9+/_-]{28,}\b/i,
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b/,
  /\b\d{3}-\d{2}-\d{4}\b/,
];

const words =
  /\b(?:pass ?(?:word|wort|phrase|code)s?|kennwort|pass ?key|pw|pwd|api[- ]?keys?|secret key|private key|access token|bot token|auth(?:entication)? (?:token|code)|seed phrase|recovery (?:code|phrase)s?|2fa|one[- ]time code|security (?:code|number)|social security|cvv|cvc|iban|(?:credit|debit|bank) ?card(?: number| no)|kreditkarte\w*|account number|routing number|kontonummer|log ?in (?:is|data)|pin(?: code| number|-code)?\b(?:['’]s)?(?= (?:is|ist)|:| ?\d| number| code))/i;

const digits = /(?:\d[ -]?){13,19}/g;

/** Whether a text tells something that opens an account, a door or a purse. */
export function holdsSecret(text: string): boolean {
  if (words.test(text) || shapes.some((shape) => shape.test(text))) return true;
  return (text.match(digits) ?? []).some((run) => isCardNumber(run.replace(/\D/g, '')));
}

/** The check digit of payment cards (Luhn); ids of messages seldom have it. */
function isCardNumber(number: string): boolean {
  if (number.length < 13 || number.length > 19) return false;
  const sum = Array.from(number, Number)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2))
    .reduce((total, digit) => total + digit, 0);
  return sum % 10 === 0;
}
