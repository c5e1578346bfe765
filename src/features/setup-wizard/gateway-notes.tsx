import type { ProbeCheck, ProbeReport } from '#domain/host-facts.ts';
import { ThreeParts } from '#ui/banner.tsx';
import { Button } from '#ui/button.tsx';
import { CopyCommand } from '#ui/copy-command.tsx';
import { Icon } from '#ui/icon.tsx';

import { probeWords } from './probe-words.ts';

interface ProbeHelpProps {
  readonly report: ProbeReport | null;
  /** Connects although the certificate is another one. Left out where no one can have replaced the gateway. */
  readonly onAccept?: ((fingerprint: string) => void) | undefined;
}

/** The first finding that needs words: the broken link before anything that merely wants to be read. */
export function ProbeHelp({ report, onAccept }: ProbeHelpProps) {
  const found = findHelp(report?.checks ?? []);
  if (found === null) return null;
  const { isBroken, help } = found;
  const changed = changedCertificate(report);
  return (
    <div className="help" role={isBroken ? 'alert' : 'status'}>
      <h3 className={`row ${isBroken ? 'tone-block' : 'tone-warn'}`}>
        <Icon name={isBroken ? 'block' : 'warn'} /> {help.title}
      </h3>
      <ThreeParts text={help} />
      {help.command === undefined ? null : <CopyCommand command={help.command} />}
      {changed === null ? null : <TwoCertificates check={changed} onAccept={onAccept} />}
      <hr />
    </div>
  );
}

function findHelp(checks: readonly ProbeCheck[]) {
  const broken = checks.find((check) => check.verdict === 'fail');
  const first = broken ?? checks.find((check) => check.verdict === 'warn');
  const code = first?.code ?? null;
  const help = code === null ? null : probeWords[code].help;
  return help === null ? null : { isBroken: broken !== undefined, help };
}

const changedCertificate = (report: ProbeReport | null): ProbeCheck | null =>
  report?.checks.find(({ code }) => code === 'CERTIFICATE_CHANGED') ?? null;

interface TwoCertificatesProps extends Pick<ProbeHelpProps, 'onAccept'> {
  readonly check: ProbeCheck;
}

/** What is remembered and what is there now, so that the trader can compare before accepting. */
function TwoCertificates({ check, onAccept }: TwoCertificatesProps) {
  const { fingerprint, expectedFingerprint, commonName, validTo } = check.facts;
  return (
    <>
      <p className="label">Remembered</p>
      <p className="code fingerprint">{expectedFingerprint}</p>
      <p className="label">
        Shown now, by “{commonName}”, valid until {validTo}
      </p>
      <p className="code fingerprint">{fingerprint}</p>
      {onAccept === undefined ? null : (
        <div>
          <Button kind="danger" onClick={() => onAccept(String(fingerprint))}>
            I replaced the gateway: accept the new one
          </Button>
        </div>
      )}
    </>
  );
}

/** How to get the gateway and start it. */
export function StartGateway() {
  return (
    <>
      <h3>Get and start the gateway</h3>
      <p>
        It is IBKR’s own program, needs Java (8 update 192 or newer), and runs on this computer.{' '}
        <a
          href="https://download2.interactivebrokers.com/portal/clientportal.gw.zip"
          target="_blank"
          rel="noreferrer"
        >
          Download it from Interactive Brokers
        </a>
        , unpack it, open a terminal in its folder and start it:
      </p>
      <p className="label">macOS and Linux</p>
      <CopyCommand command="bin/run.sh root/conf.yaml" />
      <p className="label">Windows</p>
      <CopyCommand command="bin\run.bat root\conf.yaml" />
      <p>
        It is ready when it says “Open https://localhost:5000 to login”. On a Mac port 5000 may be
        taken by AirPlay: set listenPort to 5001 in root/conf.yaml.
      </p>
      <p className="label">Is Java there?</p>
      <CopyCommand command="java -version" />
    </>
  );
}

/** The gateway's certificate as pinned, for whoever wants to compare it. */
export function Fingerprint({ report }: { readonly report: ProbeReport | null }) {
  const fingerprint = report?.fingerprint ?? null;
  if (fingerprint === null || changedCertificate(report) !== null) return null;
  return (
    <>
      <hr />
      <h3 className="row">
        <Icon name="shield" /> Fingerprint remembered
      </h3>
      <p>
        The gateway’s certificate names no host, so a browser cannot check it. The desk keeps its
        fingerprint instead and tells you when it changes; the stock certificate proves nothing
        more.
      </p>
      <p className="code fingerprint">{fingerprint}</p>
    </>
  );
}
