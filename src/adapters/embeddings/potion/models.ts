/** A file of a model, as it is at the state that Acore knows. */
export interface ModelFile {
  name: string;
  bytes: number;
  sha256: string;
}

/** A model that can be fetched. */
export interface PotionModel {
  /** As an owner writes it. */
  name: string;
  /** By which its vectors are told from all others. */
  id: string;
  languages: string;
  isEnglishOnly: boolean;
  dimensions: number;
  licence: string;
  /** Where it is at Hugging Face, and at which state. */
  repository: string;
  revision: string;
  files: readonly ModelFile[];
}

/** The models of MinishLab that Acore can fetch and use, each at one state: another one would have other vectors. */
export const potionModels: readonly PotionModel[] = [
  {
    name: 'potion/retrieval-32M',
    id: 'potion/retrieval-32M@6fc8051f',
    languages: 'English',
    isEnglishOnly: true,
    dimensions: 512,
    licence: 'MIT',
    repository: 'minishlab/potion-retrieval-32M',
    revision: '6fc8051fab2a1e0ee76689cf08c853792ac285e7',
    files: [
      {
        name: 'config.json',
        bytes: 202,
        sha256: '63c00d90824c832c04ec1d02b6a983fb90489bf049f29fbff15ba481b8a432ee',
      },
      {
        name: 'tokenizer.json',
        bytes: 1_493_150,
        sha256: '7d75cbc54318138807c401b0f0c9721117c628b39de8e8e0edb6cb17e0ee7d18',
      },
      {
        name: 'model.safetensors',
        bytes: 129_210_456,
        sha256: '07609e5bd33aad37900b3fd62f4ec96f6daec88ca4d46b9d8b928bfababf6ea0',
      },
    ],
  },
  {
    name: 'potion/multilingual-128M',
    id: 'potion/multilingual-128M@73908c34',
    languages: '101 languages',
    isEnglishOnly: false,
    dimensions: 256,
    licence: 'MIT',
    repository: 'minishlab/potion-multilingual-128M',
    revision: '73908c3438cf03b6a01bcb9611d62b23d0726f08',
    files: [
      {
        name: 'config.json',
        bytes: 271,
        sha256: '595e4cab2093732efd5dbe084fd5c1826b5eea693b73b4c1fd971672867d2e54',
      },
      {
        name: 'tokenizer.json',
        bytes: 18_616_131,
        sha256: '19f1909063da3cfe3bd83a782381f040dccea475f4816de11116444a73e1b6a1',
      },
      {
        name: 'model.safetensors',
        bytes: 512_361_560,
        sha256: '14b5eb39cb4ce5666da8ad1f3dc6be4346e9b2d601c073302fa0a31bf7943397',
      },
    ],
  },
];

/** How much all files of a model are. */
export function bytesOf({ files }: PotionModel): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
