/** The product's sign: a heartbeat that draws an M. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <rect width="24" height="24" rx="6" fill="var(--accent-fill)" />
      <path
        d="M3.8 15.2h3.9l2.1-7.4 2.9 10 2.3-6.2 1.3 3.6h3.9"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
