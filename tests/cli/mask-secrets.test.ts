import { expect, test } from 'vitest';
import { secretMask } from '../../src/cli/mask-secrets.ts';

test('the values of secret variables are not printed, the longest first', () => {
  const mask = secretMask({
    DBT_ENV_SECRET_A: 'pass',
    DBT_ENV_SECRET_B: 'password',
    HOME: '/home',
    DBT_ENV_SECRET_C: '',
  });
  expect(mask!('a password, a pass, /home')).toBe('a *****, a *****, /home');
});

test('nothing is masked where there are no secrets', () => {
  expect(secretMask({ HOME: '/home', DBT_ENV_SECRET_: undefined })).toBeUndefined();
});
