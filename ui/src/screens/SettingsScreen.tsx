/** 设置: what concerns this desk on this computer rather than the judging. */
import type { Role } from '../ipc/generated/Role';
import { BackupCard } from '../features/backup/BackupCard';
import { ChangesCard } from '../features/letters/ChangesCard';
import { DoctorCard } from '../features/settings/DoctorCard';
import { EnrolCard } from '../features/settings/EnrolCard';
import { LockCard } from '../features/settings/LockCard';
import type { Mode } from '../shared/theme';
import { words } from '../words';

interface Props { role: Role; name: string; mode: Mode; onMode: () => void }

export function SettingsScreen({ role, name, mode, onMode }: Props) {
  const expert = role === 'expert' || role === 'chair';
  return (
    <main className="page-scroll settings" data-testid="settings">
      <div className="page-head"><h1>{words.everyday.settings}</h1></div>
      <div className="settings-cards">
        {expert && <ChangesCard />}
        <BackupCard expert={expert} />
        <LockCard mode={mode} onMode={onMode} />
        <DoctorCard />
        {expert && <EnrolCard name={name} />}
      </div>
    </main>
  );
}
