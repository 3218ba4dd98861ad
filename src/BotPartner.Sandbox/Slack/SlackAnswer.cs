using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>What a person gets back at once for a command, a press or a sent modal. More may follow by other ways.</summary>
/// <param name="Delivery">The HTTP exchange.</param>
public sealed record SlackAnswer(Delivered Delivery)
{
    /// <summary>HTTP status of the bot's answer; 0 when it took longer than three seconds.</summary>
    public int Status => Delivery.Status;

    /// <summary>What Slack itself shows when the bot did not answer as it must; null if it did.</summary>
    public string? Failed { get; init; }

    /// <summary>What the answer to a command put into the channel.</summary>
    public SlackMessage? Message { get; init; }

    /// <summary>What is wrong with a sent modal, by block id; it stays open.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();
}
