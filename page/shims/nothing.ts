/** Stands for modules of Node that are imported and never called. */
export default {};
