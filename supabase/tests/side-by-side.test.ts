import { expect, test, vi } from 'vitest';

import { openTestDatabase } from '#tests/embedded-database.ts';

test('two users at the same time never see or write for each other, also while requests fail', async () => {
  const noise = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const database = await openTestDatabase();
  const users = [await database.addUser(), await database.addUser()];
  const results = await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const user = users[index % 2];
      if (user === undefined) throw new Error('no user');
      const table = user.client.from('user_preferences');
      if (index % 5 === 0) return (await table.insert({ key: 'NOT LEGAL', value: {} })).status;
      const { data } = await table.insert({ key: `key-${index}`, value: {} }).select('user_id');
      return data?.[0]?.user_id === user.id ? 'own' : data;
    }),
  );
  expect(results.filter((result) => result === 400)).toHaveLength(12);
  expect(results.filter((result) => result === 'own')).toHaveLength(48);
  for (const user of users) {
    const { data } = await user.client.from('user_preferences').select('user_id');
    expect(data?.map((row) => row.user_id)).toEqual(Array.from({ length: 24 }, () => user.id));
  }
  expect(noise).not.toHaveBeenCalled();
  await database.close();
});
