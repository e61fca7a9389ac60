/** What next-auth calls the university's provider in its paths: `/api/auth/callback/university`. */
export const SINGLE_SIGN_ON = "university";
