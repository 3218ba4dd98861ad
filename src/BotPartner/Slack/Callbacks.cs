using BotPartner.Core.Chat;
using Route = BotPartner.Core.Chat.Route;

namespace BotPartner.Slack;

/// <summary>By which <c>callback_id</c> Slack tells of a shortcut: the name of the button that it acts as. Slack keeps those for anywhere
/// and those for messages apart, so what is offered as both has two.</summary>
public static class Callbacks
{
    private const string OnMessages = ":message";

    /// <summary>The id.</summary>
    /// <param name="press">What it does.</param>
    /// <param name="kind">One of the two.</param>
    public static string Of(Route.Press press, Shortcut kind)
    {
        ArgumentNullException.ThrowIfNull(press);
        return kind == Shortcut.Message && press.Shortcut.HasFlag(Shortcut.Global) ? press.Action + OnMessages : press.Action;
    }

    /// <summary>What it does, by its wire name.</summary>
    public static string ActionOf(string callbackId)
    {
        ArgumentNullException.ThrowIfNull(callbackId);
        return callbackId.EndsWith(OnMessages, StringComparison.Ordinal) ? callbackId[..^OnMessages.Length] : callbackId;
    }
}
