const URGENT =
  /^(?:(?:по|очень|сверх|супер|архи|мега|ультра|экстра|наи)?сроч(?:н(?!ик)\p{L}*|ен)|(?:super)?urgen(?:t|tly|cy))$/u;
const URGENT_NOUN = /^(?:срочност\p{L}*|urgency)$/u;

const NEGATION = new Set([
  'не', 'ни', 'нет', 'без', 'вовсе', 'not', 'no', 'non', 'never', 'without', 'hardly',
  'isnt', 'arent', 'wasnt', 'dont', 'doesnt', 'cannot',
]);
const CONTRACTED_NOT = /n['’]t$/;
/** Words that may stand between the negation and what it negates. «только» and "just" are not among them: they affirm. */
const BETWEEN = new Set([
  'очень', 'так', 'такой', 'такая', 'такое', 'такие', 'уж', 'и', 'особо', 'особенно', 'совсем', 'слишком', 'сильно',
  'настолько', 'крайне', 'супер', 'пока', 'это', 'мне', 'нам', 'было', 'будет', 'является', 'считаю', 'требует', 'требуется',
  'нужно', 'нужна', 'нужен', 'надо', 'раз', 'разу', 'то', 'что', 'чтоб', 'чтобы', 'сказать', 'сказал', 'вопрос', 'заказ', 'дело',
  'a', 'an', 'the', 'any', 'is', 'be', 'to', 'that', 'this', 'so', 'too', 'very', 'really', 'particularly', 'super', 'at', 'all',
  'need', 'it', 'have', 'in', 'of', 'required', 'terribly', 'overly', 'especially', 'exactly', 'yet', 'call',
]);
const NEGATED_AFTER =
  /^[\s"»”)]*(?:не\s+(?:нужн\p{L}*|нужен|надо|требу\p{L}*|обязательн\p{L}*|важн\p{L}*|горит)|отсутству\p{L}*|is\s+not|isn['’]t|not\s+(?:needed|required|necessary))(?!\p{L})/u;
const NOUN_NEGATED_AFTER = /^\s*(?:особой\s+|большой\s+)?нет(?!\p{L})/u;
const ANSWERED_NO = /^\s*[?:—–]\s*(?:нет|no)(?:\s*$|\s*[.,;!\n])/u;

const WORD = /\p{L}+(?:['’]\p{L}+)*/gu;
const CLAUSE_BREAK = /[.,;:!?\n()[\]—–]/;
/** How many words a negation reaches over: «не так уж и срочно». */
const REACH = 5;

/**
 * True when the comment says that the work is urgent: «срочно» or "urgent" in any case and inflection, unless negated
 * in the same clause («не срочно», «не очень срочно», «срочности нет», "isn't urgent"). One urgent place in the text is
 * enough. «бессрочный», «досрочно», «рассрочка», «просрочен» are other words. Rule: domain "Score".
 */
export function isUrgent(comment: string | null | undefined): boolean {
  if (!comment) return false;
  const text = normalizeText(comment);
  const words = [...text.matchAll(WORD)].map((match) => ({ word: match[0], start: match.index, end: match.index + match[0].length }));
  return words.some((current, index) => {
    if (!URGENT.test(current.word)) return false;
    return !isNegatedBefore(text, words, index) && !isNegatedAfter(current.word, text.slice(current.end, current.end + 60));
  });
}

function normalizeText(comment: string): string {
  return comment
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(/, ?(?=что)/g, ' ');
}

function isNegatedBefore(text: string, words: { word: string; start: number; end: number }[], index: number): boolean {
  for (let back = index - 1; back >= 0 && back >= index - REACH; back--) {
    const { word, end } = words[back]!;
    if (CLAUSE_BREAK.test(text.slice(end, words[back + 1]!.start))) return false;
    if (NEGATION.has(word) || CONTRACTED_NOT.test(word)) return true;
    if (!BETWEEN.has(word)) return false;
  }
  return false;
}

function isNegatedAfter(word: string, rest: string): boolean {
  return NEGATED_AFTER.test(rest) || ANSWERED_NO.test(rest) || (URGENT_NOUN.test(word) && NOUN_NEGATED_AFTER.test(rest));
}
