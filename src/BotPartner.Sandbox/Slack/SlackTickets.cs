using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>What a trigger id stands for.</summary>
internal sealed record SlackTrigger(SlackAccount Person, bool FromModal, DateTimeOffset At);

/// <summary>What a response URL stands for: a person in a channel, and the message pressed if there was one.</summary>
internal sealed record SlackHook(SlackAccount Person, SlackChannel Channel, SlackMessage? Source, DateTimeOffset At);

/// <summary>The short-lived permissions that Slack hands out with what a person does.</summary>
internal sealed class SlackTickets(SlackOptions options, Dice dice)
{
    private static readonly TimeSpan TriggerLife = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HookLife = TimeSpan.FromMinutes(30);
    private const int HookUses = 5;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (SlackTrigger Trigger, bool Used)> triggers = [];
    private readonly Dictionary<string, (SlackHook Hook, int Uses)> hooks = [];
    private int count;

    public string Trigger(SlackAccount person, bool fromModal)
    {
        lock (gate)
        {
            var id = $"{++count}.{options.TeamId}.{dice.Hex(32)}";
            triggers[id] = (new(person, fromModal, options.Time.GetUtcNow()), false);
            return id;
        }
    }

    /// <summary>Single use, within three seconds.</summary>
    public (SlackTrigger? Trigger, string Error) Exchange(string? id)
    {
        lock (gate)
        {
            if (id is null || !triggers.TryGetValue(id, out var known))
            {
                return (null, "invalid_trigger_id");
            }

            if (known.Used)
            {
                return (null, "exchanged_trigger_id");
            }

            if (options.Time.GetUtcNow() - known.Trigger.At > TriggerLife)
            {
                return (null, "expired_trigger_id");
            }

            triggers[id] = (known.Trigger, true);
            return (known.Trigger, "");
        }
    }

    public string Hook(SlackAccount person, SlackChannel channel, SlackMessage? source)
    {
        lock (gate)
        {
            var id = dice.Hex(24);
            hooks[id] = (new(person, channel, source, options.Time.GetUtcNow()), 0);
            return id;
        }
    }

    /// <summary>Whether it was given here.</summary>
    public bool HasHook(string id)
    {
        lock (gate)
        {
            return hooks.ContainsKey(id);
        }
    }

    /// <summary>At most five uses within thirty minutes.</summary>
    public (SlackHook? Hook, string Error) Use(string id)
    {
        lock (gate)
        {
            if (!hooks.TryGetValue(id, out var known) || options.Time.GetUtcNow() - known.Hook.At > HookLife)
            {
                return (null, "expired_url");
            }

            if (known.Uses >= HookUses)
            {
                return (null, "used_url");
            }

            hooks[id] = (known.Hook, known.Uses + 1);
            return (known.Hook, "");
        }
    }
}
