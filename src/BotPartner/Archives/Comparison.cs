using BotPartner.Core.Documents;

namespace BotPartner.Archives;

/// <summary>How a file and a store agree.</summary>
internal sealed record Agreement(long Same, long Different, long OnlyInFile, long OnlyInStore)
{
    /// <summary>Whether the store holds what the file holds, and nothing else.</summary>
    public bool Full => Holds && OnlyInStore == 0;

    /// <summary>Whether the store holds what the file holds.</summary>
    public bool Holds => Different + OnlyInFile == 0;
}

/// <summary>Compares a file with the store, document by document.</summary>
internal sealed class Comparison(Sides sides, Progress progress)
{
    private const int Named = 10;

    /// <summary>Compares them and names the first documents that differ.</summary>
    /// <exception cref="ArchiveException">The file is not whole.</exception>
    public async Task<Agreement> With(string path, CancellationToken cancellation)
    {
        var (agreement, named) = (new Agreement(0, 0, 0, 0), 0);
        await foreach (var pair in sides.Of(path, "Comparing", cancellation))
        {
            (agreement, var what) = pair switch
            {
                { Same: true } => (agreement with { Same = agreement.Same + 1 }, ""),
                { InStore: null } => (agreement with { OnlyInFile = agreement.OnlyInFile + 1 }, "only in the file"),
                { InFile: null } => (agreement with { OnlyInStore = agreement.OnlyInStore + 1 }, "only in the store"),
                _ => (agreement with { Different = agreement.Different + 1 }, "different"),
            };
            if (what.Length > 0 && named++ < Named)
            {
                progress.Say($"{what}: {Name(pair.Key)}");
            }
        }

        return agreement;
    }

    /// <summary>A document's name: it holds no words of people.</summary>
    internal static string Name(Key key) => $"{key.Partition} {key.Id}";
}
