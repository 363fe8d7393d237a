import { stage } from '../scenarios/stage.ts'
import { StagedDirectory } from '../scenarios/staged-directory.ts'
import { type SimulatorScenario, startSimulatorScenario } from '../support/directory/simulator-scenario.ts'
import { type Product, type ProductOptions, startProduct } from '../support/product/product.ts'
import { type IijId, startIijId } from '../support/service/iij-id.ts'

/** A small company for the time of a fuzzing: its directory, its service, and the product between them. */
export interface FuzzWorld {
  readonly directory: SimulatorScenario
  readonly staged: StagedDirectory
  readonly service: IijId
  readonly product: Product
  close(): Promise<void>
}

export async function openWorld(options: Partial<ProductOptions> = {}): Promise<FuzzWorld> {
  const directory = await startSimulatorScenario()
  const staged = new StagedDirectory(directory)
  await stage(staged)
  const service = await startIijId()
  const product = startProduct({
    directory: directory.connection,
    baseDn: staged.dn('company').replaceAll("'", "''"),
    service,
    scim: 'timeout: 2',
    server: 'timeout: 2',
    ...options
  })
  return {
    directory,
    staged,
    service,
    product,
    close: async () => {
      product.close()
      await service.close()
      await directory.close()
    }
  }
}
