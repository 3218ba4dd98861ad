using BotPartner.Tests.FarSides;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Stories;

/// <summary>What a story's documents are kept in. Every story is told on each.</summary>
public enum Store
{
    Sqlite,
    Cosmos,

    /// <summary>Cosmos, with two processes at work on it.</summary>
    Shared,
}

/// <summary>An empty store for one story, gone afterwards.</summary>
/// <param name="settings">What tells the bot to use it.</param>
/// <param name="clear">Makes it go.</param>
internal sealed class StoreRoom(IReadOnlyDictionary<string, string> settings, Func<Task> clear) : IAsyncDisposable
{
    public IReadOnlyDictionary<string, string> Settings => settings;

    public static async Task<StoreRoom> Open(Store store) => store switch
    {
        Store.Sqlite => Sqlite(),
        Store.Cosmos or Store.Shared => Cosmos(await CosmosStandIn.Shared()),
        _ => throw new InvalidOperationException($"no room in {store}"),
    };

    public async ValueTask DisposeAsync() => await clear();

    private static StoreRoom Sqlite()
    {
        var folder = new TemporaryFolder();
        return new(new Dictionary<string, string> { ["Storage:Sqlite:Path"] = folder.File("botpartner.db") }, () =>
        {
            folder.Dispose();
            return Task.CompletedTask;
        });
    }

    private static StoreRoom Cosmos(CosmosStandIn standIn)
    {
        var options = standIn.NewDatabase();

        // On a busy machine the stand-in, one thread of scripts, may take long; that is no trouble with a store, which other specs make.
        var settings = new Dictionary<string, string>(standIn.Settings(options)) { ["Storage:Cosmos:PatienceSeconds"] = "600" };
        return new(settings, () => standIn.Drop(options.Database));
    }
}
