import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { DeskServices } from '#services/desk-services.ts';

import { noteDeed } from './audit.ts';
import { useDesk } from './desk-context.ts';
import { unwrap } from './query-failure.ts';

function backupsQuery(desk: DeskServices) {
  return queryOptions({
    queryKey: ['backups'],
    queryFn: () => unwrap(desk.backups.listBackups()),
  });
}
export const useBackups = () => useQuery(backupsQuery(useDesk()));

export function useMakeBackup() {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const made = await unwrap(desk.backups.makeBackup());
      await noteDeed(desk, 'backup.made', 'Made a backup.', { backup: made.id });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: backupsQuery(desk).queryKey }),
  });
}

/** Replaces the database by the backup; the host makes one of today's state before. Everything is read again after. */
export function useRestoreBackup() {
  const desk = useDesk();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await unwrap(desk.backups.restoreBackup(id));
      await noteDeed(desk, 'backup.restored', 'Went back to a backup.', { backup: id });
    },
    onSuccess: () => client.invalidateQueries(),
  });
}
