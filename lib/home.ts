/** Where one begins. Apart from all other addresses, because every page carries along what stands where it broke. */
export const homePath = '/'
