using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Files;
using BotPartner.Slack.Api;

namespace BotPartner.Slack;

/// <summary>Files as direct answers: uploaded where they were asked for, or to the person alone; else shown as a card.</summary>
public sealed partial class FileReplies(Uploads uploads, DirectChannels direct, Handover handover, ILogger<FileReplies> log)
{
    // As much as one section holds.
    private const int MostInline = 2500;

    /// <summary>Hands the file over.</summary>
    /// <param name="origin">Where it was asked for.</param>
    /// <param name="file">What.</param>
    /// <param name="comment">Said with it, rendered.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What has still to be told to who asked; null for nothing.</returns>
    public async Task<Card?> Send(Origin origin, Reply.File file, string comment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var here = origin.Place.Kind == PlaceKind.Personal || !file.Confidential;
            var trouble = here ? await Into(origin.Place, origin.Thread, file, comment, cancellation) : null;
            if (here && trouble is null)
            {
                return null;
            }

            // Typed in a channel that the bot was not invited to.
            if (!here || (origin.Place.Kind != PlaceKind.Personal && trouble is "not_in_channel" or "channel_not_found" or "is_archived"))
            {
                trouble = await Into(origin.Person.Direct with { Realm = origin.Place.Realm }, null, file, comment, cancellation);
                if (trouble is null)
                {
                    return Card.Of(Text.Say("slack.file.direct"));
                }
            }

            LogRefused(log, trouble!);
            return await handover.Instead(
                file, MostInline, cancellation, trouble == "missing_scope" ? Text.Say("slack.file.refused") : Text.Say("slack.file.off", ("reason", trouble!)));
        }
        catch (StoreUnavailableException)
        {
            return Card.Of(Text.Say("refusal.unavailable"));
        }
    }

    private async Task<string?> Into(Place place, string? thread, Reply.File file, string comment, CancellationToken cancellation)
    {
        var (channel, trouble) = await direct.Open(place, cancellation);
        return channel is not null
            ? await uploads.Send(place.Realm, channel, thread, file, comment, cancellation)
            : trouble is Answer.Failed failed ? failed.Error : "unreachable";
    }

    [LoggerMessage(212, LogLevel.Warning, "A file could not be uploaded to Slack: {Reason}")]
    private static partial void LogRefused(ILogger log, string reason);
}

/// <summary>The ways by which an answer leaves.</summary>
public sealed record Outlets(PatientApi Api, ResponseUrls Urls, FileReplies Files);
