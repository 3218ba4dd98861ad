using BotPartner.Sandbox.Rehearsal;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Browser;

/// <summary>The rehearsal room that the browser's tests share, founded once: each puts proposals of its own.</summary>
public sealed class House : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private RehearsalRoom? room;

    internal RehearsalRoom Room => room!;

    /// <summary>A room of its own.</summary>
    internal static Task<RehearsalRoom> Open(string folder, int partners) =>
        RehearsalRoom.Open(new() { Url = "http://127.0.0.1:0", Store = Path.Combine(folder, "room.db"), Partners = partners }, TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Chromium.MustBeInstalled();
        room = await Open(folder.Path, Cast.Fewest);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (room is not null)
        {
            await room.DisposeAsync();
        }

        folder.Dispose();
    }
}

/// <summary>One after the other and beside nothing else: a browser, a bot and two services want both cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class InTheBrowser : ICollectionFixture<House>
{
    public const string Name = "In the browser";
}
