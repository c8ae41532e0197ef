/** Words of the first screen. */
export const start = {
  product: '评审台',
  notice: '请勿存入涉及国家秘密的材料；本软件与大赛组委会无关联。',
} as const;
