using NodaTime;

namespace BotPartner.Teams.Outbound;

/// <summary>What the Connector answered.</summary>
/// <param name="Status">HTTP status; 0 if there was no answer, 408 if none in time.</param>
/// <param name="Id">The id of what was made, if it said one.</param>
/// <param name="Code">Its word for what is wrong, for decisions and the log.</param>
/// <param name="RetryAfter">How long it asks to wait.</param>
public sealed record ConnectorAnswer(int Status, string? Id = null, string? Code = null, Duration? RetryAfter = null)
{
    /// <summary>There was no answer at all.</summary>
    public const int None = 0;

    /// <summary>There was none in time; what was asked may have been done.</summary>
    public const int TimedOut = 408;

    /// <summary>The service URL is not one that the bot's token may be sent to; nothing was sent.</summary>
    public const int NotAllowed = -1;

    /// <summary>Whether it was done.</summary>
    public bool Done => Status is >= 200 and < 300;

    /// <summary>Whether the same may succeed later. 412 is Teams' word for "another operation is under way".</summary>
    public bool Passing => Status is None or TimedOut or 401 or 412 or 429 or >= 500;
}
