using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BotPartner.Teams.Tokens;

/// <summary>The signing keys of Bot Connector as announced at one time, each with the channels it may speak for.</summary>
/// <param name="Signing">The keys.</param>
/// <param name="Endorsements">Key id to channel ids. A key without an entry may speak for none.</param>
/// <param name="At">When they were fetched.</param>
public sealed record KeySet(
    IReadOnlyCollection<SecurityKey> Signing, FrozenDictionary<string, IReadOnlyList<string>> Endorsements, DateTimeOffset At);

/// <summary>Keeps the signing keys of Bot Connector, and looks again when a token names a key not seen before.</summary>
/// <remarks>Keeps its own time instead of <c>ConfigurationManager</c>'s, which reads the machine's clock and refreshes behind the back
/// of the request that found the key missing.</remarks>
public sealed partial class ConnectorKeys(MetadataDocuments documents, TeamsSettings settings, TimeProvider time, ILogger<ConnectorKeys> log)
{
    /// <summary>How long keys are used before they are fetched again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>An unknown key causes at most one fetch in this time, whoever sends how many.</summary>
    public static readonly TimeSpan UnknownKeyPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private KeySet? current;
    private Task<KeySet?>? flight;
    private DateTimeOffset nextRoutine = DateTimeOffset.MinValue;
    private DateTimeOffset nextUnknown = DateTimeOffset.MinValue;

    /// <summary>The keys; null if they were never to be had.</summary>
    public async ValueTask<KeySet?> Get(CancellationToken cancellation) =>
        Volatile.Read(ref current) is { } have && time.GetUtcNow() - have.At < Lifetime
            ? have
            : await Fetch(ref nextRoutine, FailurePause).WaitAsync(cancellation);

    /// <summary>The keys, fetched anew if that is not forbidden by <see cref="UnknownKeyPause"/>.</summary>
    public Task<KeySet?> Look(CancellationToken cancellation) => Fetch(ref nextUnknown, UnknownKeyPause).WaitAsync(cancellation);

    private Task<KeySet?> Fetch(ref DateTimeOffset next, TimeSpan pause)
    {
        lock (gate)
        {
            if (flight is { IsCompleted: false })
            {
                return flight;
            }

            var now = time.GetUtcNow();
            if (now < next)
            {
                return Task.FromResult(current);
            }

            next = now + pause;
            return flight = Load();
        }
    }

    private async Task<KeySet?> Load()
    {
        try
        {
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(
                settings.OpenIdMetadata.AbsoluteUri, documents, CancellationToken.None);
            var endorsed = new Dictionary<string, IReadOnlyList<string>>();
            foreach (var key in metadata.JsonWebKeySet?.Keys ?? [])
            {
                if (key.Kid is not null
                    && key.AdditionalData.TryGetValue("endorsements", out var list)
                    && list is JsonElement { ValueKind: JsonValueKind.Array } names)
                {
                    endorsed[key.Kid] = [.. names.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()!)];
                }
            }

            Volatile.Write(ref current, new([.. metadata.SigningKeys], endorsed.ToFrozenDictionary(), time.GetUtcNow()));
        }
#pragma warning disable CA1031 // Whatever is wrong with the far side, the keys that were good stay good.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            LogFailed(log, failed.GetType().Name, failed.Message);
        }

        return current;
    }

    [LoggerMessage(100, LogLevel.Error, "The keys of Bot Connector could not be fetched: {Kind}: {Reason}")]
    private static partial void LogFailed(ILogger log, string kind, string reason);
}
