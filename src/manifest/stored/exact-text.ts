import { NotStorable, type Oddity, plainValue } from './plain-value.ts';

/** A text that is the same where the value is, and only there. Undefined where the value is more than data. */
export function exactText(value: unknown): string | undefined {
  const odd: Oddity[] = [];
  try {
    const plain = JSON.stringify(plainValue(value, [], odd));
    return odd.length === 0 ? plain : `${plain} ${JSON.stringify(odd)}`;
  } catch (thrown) {
    if (thrown instanceof NotStorable) return undefined;
    throw thrown;
  }
}
