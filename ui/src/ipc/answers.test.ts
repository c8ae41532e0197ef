import { expect, it, vi } from 'vitest';
import { forget, keep } from './answers';

it('asks again for the one who still shows an answer after another who showed it has gone', () => {
  const [stays, goes] = [vi.fn(), vi.fn()];
  const key = 'expert_home {}';
  const end = keep(key, stays);
  const endOther = keep(key, goes);
  forget(['expert_home']);
  expect(stays.mock.calls.length + goes.mock.calls.length, 'asked once for both').toBe(1);
  endOther();
  forget(['expert_home']);
  expect(stays.mock.calls.length + goes.mock.calls.length).toBe(2);
  expect(stays).toHaveBeenCalled();
  end();
  forget(['expert_home']);
  expect(stays.mock.calls.length + goes.mock.calls.length, 'nobody shows it').toBe(2);
});
