using BotPartner.Core.Documents;
using BotPartner.Storage.Cosmos;
using BotPartner.Tests.FarSides;

namespace BotPartner.Tests.Storage;

public sealed class CosmosDocumentsSpecs : DocumentsContract
{
    private CosmosOptions? options;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (options is not null)
        {
            (Documents as IDisposable)?.Dispose();
            await (await CosmosStandIn.Shared()).Drop(options.Database);
        }
    }

    private protected override async Task<IDocuments> Open(TimeProvider time)
    {
        options = (await CosmosStandIn.Shared()).NewDatabase();
        return await CosmosDocuments.Open(options, time, new RandomIds(), Stop);
    }
}
