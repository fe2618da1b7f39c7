/** What configures the product; a test must not inherit it from the shell: it could lead to a live database or account. */
const ours =
  /^(IBMCLOUD_.*|DATABASE_URL|DATA_DIR|APP_SECRET|HOST|PORT|APP_URL|TRUSTED_PROXIES|ALLOWED_ACCOUNTS|SIGN_IN|OIDC_.*|ADMIN_.*|SIMULATOR_PORT|METRICS_TOKEN|OTEL_.*|TEST_DATABASE_URL)$/

/**
 * A copy of the environment without this product's variables, plus `more`.
 * @param {Record<string, string>} more
 * @returns {NodeJS.ProcessEnv}
 */
export function neutralEnv(more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name))
  return { ...Object.fromEntries(kept), ...more }
}
