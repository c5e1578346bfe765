/** The mark of the desk: a payoff line with its strike. */
export function Logo() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      role="img"
      aria-label="Strikedesk"
    >
      <path d="M2 14h7l8-9" />
      <path d="M9 3v3M9 17.5v.01M9 9.5v1" strokeWidth="1.6" opacity=".75" />
    </svg>
  );
}
