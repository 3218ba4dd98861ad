using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Manifests;

/// <summary>Stands in for a store where features are only asked what they understand.</summary>
internal sealed class NoDocuments : IDocuments
{
    public Task<Entry?> Find(Key key, CancellationToken cancellation) => throw None();

    public Task<string?> Save(Entry entry, CancellationToken cancellation) => throw None();

    public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => throw None();

    public Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) => throw None();

    public Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) => throw None();

    private static InvalidOperationException None() => new("there is no store here");
}
