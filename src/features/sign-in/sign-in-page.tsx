import { useState, type FormEvent } from 'react';

import { Button } from '#ui/button.tsx';
import { TextField } from '#ui/field.tsx';
import { Logo } from '#ui/logo.tsx';

interface SignInPageProps {
  /** Answers null when signed in, else the database's reason in its own words. */
  readonly onSignIn: (email: string, password: string) => Promise<string | null>;
}

/** Sign-in for a hosted database. It opens the desk's records; the broker has its own login. */
export function SignInPage({ onSignIn }: SignInPageProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const isEmail = /^\S+@\S+$/.test(email.trim());
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isEmail || password === '') return;
    setBusy(true);
    setReason(null);
    const answer = await onSignIn(email.trim(), password);
    setBusy(false);
    setReason(answer);
  };
  return (
    <main className="cover">
      <form
        className="cover-inner sign-in"
        onSubmit={(event) => void handleSubmit(event)}
        noValidate
      >
        <span className="strong">
          <Logo />
        </span>
        <h1 className="page-title">Sign in to your database</h1>
        <p>
          This desk keeps its records in a hosted Supabase project. These are the email and password
          of that project, not of your broker.
        </p>
        <TextField
          label="Email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <TextField
          label="Password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        {reason === null ? null : (
          <p className="field-error" role="alert">
            Not signed in: “{reason}”. Nothing was read and no order was sent. Check both and try
            again.
          </p>
        )}
        <div>
          <Button kind="light" type="submit" disabled={isBusy || !isEmail || password === ''}>
            Sign in
          </Button>
        </div>
      </form>
    </main>
  );
}
