const WEIGHTS = [7, 1, 3] as const;
/** The account of a bank in the central bank begins with it. */
const CORRESPONDENT = '301';
const ACCOUNT = /^\d{20}$/;

/** A bank's identification code. Nine digits; it has no check digit of its own. */
export function checkBik(bik: string): boolean {
  return /^\d{9}$/.test(bik) && !/^0+$/.test(bik);
}

/**
 * Whether a bank account of 20 digits goes with the bank's BIK: its ninth digit is a key over both (weights 7 1 3, sum
 * divisible by 10). Rule: the Central Bank's order of 8 September 1997 N 515. Where the BIK is not known, only the form is checked;
 * accounts of the Treasury (BIK 01…) have keys of another kind and are taken as they are.
 */
export function checkBankAccount(account: string, bik: string | null): boolean {
  if (!ACCOUNT.test(account)) return false;
  if (!bik || bik.startsWith('01')) return true;
  return isKeyRight(account, isSettlementCentre(bik) ? `0${bik.slice(4, 6)}` : bik.slice(6));
}

/** The same for the bank's own account in the central bank, 301…: its key is made with the region's part of the BIK. */
export function checkCorrespondentAccount(account: string, bik: string | null): boolean {
  if (!ACCOUNT.test(account)) return false;
  if (!bik || bik.startsWith('01')) return true;
  return account.startsWith(CORRESPONDENT) && account.endsWith(bik.slice(6)) && isKeyRight(account, `0${bik.slice(4, 6)}`);
}

/** The same key for a new account: the digit to stand at the ninth place. */
export function accountKey(account: string, prefix: string): number {
  const sum = keySum(prefix + account.slice(0, 8) + '0' + account.slice(9));
  return (sum * 3) % 10;
}

function isKeyRight(account: string, prefix: string): boolean {
  return keySum(prefix + account) % 10 === 0;
}

function keySum(digits: string): number {
  return [...digits].reduce((sum, digit, index) => sum + ((WEIGHTS[index % 3] ?? 0) * Number(digit)) % 10, 0);
}

/** Settlement centres of the central bank itself end with 000, 001 or 002. */
function isSettlementCentre(bik: string): boolean {
  return /00[0-2]$/.test(bik);
}
