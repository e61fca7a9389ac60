export { NoSuchPage as default } from "../no-such-page";
